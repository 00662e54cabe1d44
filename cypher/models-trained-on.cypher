// Models up to a size that were trained on a dataset
// Which models of at most $most parameters were trained on $dataset, on how many tokens, and who says so?
// A model of unknown size is left out.
// $dataset = "FineWeb"  part of the dataset's name, in any case
// $most = 8000000000  the greatest number of parameters
// columns: model, parameters, dataset, tokens, paper, quote
MATCH (m:Model)-[r:TRAINED_ON]->(d:Dataset)
WHERE m.parameters <= $most AND toLower(d.name) CONTAINS toLower($dataset)
MATCH (p:Paper {id: r.paper})
RETURN m.name AS model, m.parameters AS parameters, d.name AS dataset, r.tokens AS tokens, p.title AS paper,
       r.quote AS quote
ORDER BY parameters DESC, model, dataset, paper, quote
