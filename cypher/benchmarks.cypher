// Datasets that most papers evaluate on
// Which datasets and benchmarks are evaluated on, by how many papers, models and methods?
// $limit = 25  how many rows
// columns: dataset, papers, evaluated
MATCH (a)-[r:EVALUATED_ON]->(d:Dataset)
RETURN d.name AS dataset, count(DISTINCT r.paper) AS papers, count(DISTINCT a.id) AS evaluated
ORDER BY papers DESC, evaluated DESC, dataset
LIMIT $limit
