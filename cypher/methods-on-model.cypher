// Methods applied to a model
// Which methods are applied to $model or its variants, and in which sentence?
// $model = "Llama 2"  part of the model's name, in any case
// columns: method, model, paper, quote
MATCH (a:Method)-[r:APPLIED_TO]->(m:Model)
WHERE toLower(m.name) CONTAINS toLower($model)
MATCH (p:Paper {id: r.paper})
RETURN a.name AS method, m.name AS model, p.title AS paper, r.quote AS quote
ORDER BY method, model, paper, quote
