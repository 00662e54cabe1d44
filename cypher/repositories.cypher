// Repositories by paper
// Where are the code, data and weights of papers whose title holds $title?
// $title = ""  part of the title, in any case; every paper, if empty
// $role = null  code, data, model, demo, list or page; every role, if none is given
// columns: paper, of, role, host, repository, url
MATCH (a)-[r:HAS_REPOSITORY]->(h:Repository)
MATCH (p:Paper {id: r.paper})
WHERE toLower(p.title) CONTAINS toLower($title) AND ($role IS NULL OR r.role = $role)
RETURN p.title AS paper, coalesce(a.name, a.title) AS of, r.role AS role, h.host AS host, h.name AS repository,
       r.url AS url
ORDER BY paper, of, role, url
