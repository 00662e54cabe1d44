// All that a paper says
// What does the paper introduce, name and claim, in the order of its text?
// $title  part of the paper's title, in any case
// columns: paper, source, type, target, start, quote
MATCH (p:Paper)
WHERE toLower(p.title) CONTAINS toLower($title)
MATCH (a)-[r]->(b)
WHERE r.paper = p.id
RETURN p.title AS paper, coalesce(a.name, a.title) AS source, type(r) AS type, b.name AS target, r.start AS start,
       r.quote AS quote
ORDER BY paper, start, type, source, target
