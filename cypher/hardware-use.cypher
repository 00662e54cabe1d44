// Hardware by use
// Which hardware do papers run on, how many devices at most, and how many device-hours do they state in all?
// $purpose = null  training, inference or evaluation; every purpose, if none is given
// columns: hardware, vendor, papers, most_devices, stated_hours
MATCH (a)-[r:RAN_ON]->(h:Hardware)
WHERE $purpose IS NULL OR r.purpose = $purpose
RETURN h.name AS hardware, h.vendor AS vendor, count(DISTINCT r.paper) AS papers,
       max(r.deviceCount) AS most_devices, sum(r.deviceHours) AS stated_hours
ORDER BY papers DESC, hardware
