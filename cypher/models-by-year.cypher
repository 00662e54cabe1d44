// Models that most papers mention, by year
// Which models are mentioned by most papers of $year (of every year, if none is given)?
// $year = null  the papers' year
// $limit = 25  how many rows
// columns: year, model, papers
MATCH (p:Paper)-[:MENTIONS]->(m:Model)
WHERE $year IS NULL OR p.year = $year
RETURN p.year AS year, m.name AS model, count(DISTINCT p.id) AS papers
ORDER BY papers DESC, year DESC, model
LIMIT $limit
