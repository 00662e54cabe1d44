// Papers that introduce datasets
// Which papers introduce a dataset or benchmark, and in which sentence?
// $year = null  the papers' year; every year, if none is given
// columns: dataset, year, paper, url, quote
MATCH (p:Paper)-[r:INTRODUCES]->(d:Dataset)
WHERE $year IS NULL OR p.year = $year
RETURN d.name AS dataset, p.year AS year, p.title AS paper, p.url AS url, r.quote AS quote
ORDER BY year DESC, dataset, paper
