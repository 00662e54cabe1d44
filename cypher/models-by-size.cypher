// Models by size
// Which models have between $least and $most parameters?
// $least = 1  the smallest number of parameters
// $most = 9000000000000000000  the greatest number of parameters
// $limit = 100  how many rows
// columns: model, parameters, active, family, papers
MATCH (m:Model)
WHERE m.parameters >= $least AND m.parameters <= $most
RETURN m.name AS model, m.parameters AS parameters, m.activeParameters AS active, m.family AS family,
       m.papers AS papers
ORDER BY parameters DESC, model
LIMIT $limit
