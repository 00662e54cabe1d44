// Papers that ran on something other than one vendor's hardware
// Who trained, served or measured on hardware that $vendor does not make, and in which sentence?
// Hardware whose maker is not known is left out.
// $vendor = "NVIDIA"  the maker to leave out
// columns: paper, runner, hardware, vendor, devices, hours, purpose, quote
MATCH (a)-[r:RAN_ON]->(h:Hardware)
WHERE h.vendor <> $vendor
MATCH (p:Paper {id: r.paper})
RETURN p.title AS paper, coalesce(a.name, a.title) AS runner, h.name AS hardware, h.vendor AS vendor,
       r.deviceCount AS devices, r.deviceHours AS hours, r.purpose AS purpose, r.quote AS quote
ORDER BY vendor, hardware, paper, runner, quote
