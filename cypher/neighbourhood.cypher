// All that is said of a name
// Which edges lead to and from the things called $name?
// $name  the name or another spelling of it, in any case
// $limit = 200  how many rows
// columns: type, direction, other, label, paper, quote
MATCH (n)
WHERE toLower(n.name) = toLower($name) OR any(alias IN coalesce(n.aliases, []) WHERE toLower(alias) = toLower($name))
MATCH (n)-[r]-(other)
RETURN type(r) AS type, CASE WHEN startNode(r).id = n.id THEN 'out' ELSE 'in' END AS direction,
       coalesce(other.name, other.title) AS other, labels(other)[0] AS label, r.paper AS paper, r.quote AS quote
ORDER BY type, direction, other, paper, quote
LIMIT $limit
