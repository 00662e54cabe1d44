// Who outperforms whom
// Which comparisons do papers claim to win, or to have won by others, about $name?
// $name = ""  part of either side's name, in any case; every comparison, if empty
// $limit = 100  how many rows
// columns: winner, loser, paper, quote
MATCH (a)-[r:OUTPERFORMS]->(b)
WHERE toLower(coalesce(a.name, a.title)) CONTAINS toLower($name) OR toLower(b.name) CONTAINS toLower($name)
MATCH (p:Paper {id: r.paper})
RETURN coalesce(a.name, a.title) AS winner, b.name AS loser, p.title AS paper, r.quote AS quote
ORDER BY winner, loser, paper, quote
LIMIT $limit
