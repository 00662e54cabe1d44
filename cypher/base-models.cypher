// Models that others are built on
// Which models are fine-tuned, distilled or built on by most other models and papers?
// $limit = 25  how many rows
// columns: base, built_on_it, papers
MATCH (a)-[r:BASED_ON]->(m:Model)
RETURN m.name AS base, count(DISTINCT a.id) AS built_on_it, count(DISTINCT r.paper) AS papers
ORDER BY built_on_it DESC, papers DESC, base
LIMIT $limit
