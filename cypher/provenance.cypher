// Who says so: the evidence of an edge
// Which papers, sentences and rules stand behind what links $source and $target?
// $source  the name (of a paper: the title) at the edge's start, in any case
// $target  the name at the edge's end, in any case
// columns: type, paper, url, start, end, quote, confidence, rule
MATCH (a)-[r]->(b)
WHERE toLower(coalesce(a.name, a.title)) = toLower($source) AND toLower(b.name) = toLower($target)
MATCH (p:Paper {id: r.paper})
RETURN type(r) AS type, p.title AS paper, p.url AS url, r.start AS start, r.end AS end, r.quote AS quote,
       r.confidence AS confidence, r.rule AS rule
ORDER BY type, paper, start, end
