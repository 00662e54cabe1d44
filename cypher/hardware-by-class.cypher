// Hardware by class and maker
// How many papers run on each class of devices (gpu, tpu, npu, cpu …), by maker, and on which devices?
// Hardware whose class is not known is left out.
// $memory = 0  least memory in GB that its largest size must have; 0 takes devices of unknown memory too
// columns: class, vendor, papers, devices
MATCH (a)-[r:RAN_ON]->(h:Hardware)
WHERE h.deviceClass IS NOT NULL AND coalesce(h.memoryMax, 0) >= $memory
WITH r, h ORDER BY h.name
RETURN h.deviceClass AS class, h.vendor AS vendor, count(DISTINCT r.paper) AS papers,
       collect(DISTINCT h.name) AS devices
ORDER BY papers DESC, class, vendor
