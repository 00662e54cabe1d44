// Models whose parameter counts disagree
// For which models do papers state different numbers of parameters, and in which sentences?
// A paper that gives a model several numbers lists a series' sizes, and is left out. Total and active parameters
// are apart: only numbers of one kind can disagree. A series whose sizes are models of their own is left out too.
// columns: model, active, counts, claims
MATCH (m:Model)-[r:HAS_PARAMETER_COUNT]->(c:ParameterCount)
WHERE NOT (:Model)-[:VARIANT_OF]->(m)
WITH m, r, c ORDER BY r.quote
WITH m, r.active AS active, r.paper AS paper, collect(DISTINCT c.name) AS said, min(c.low) AS low,
     collect(r.quote) AS quotes
WHERE size(said) = 1
WITH m, active, paper, low, said[0] AS stated, quotes[0] AS quote ORDER BY low, stated, paper
WITH m, active, collect(DISTINCT stated) AS counts, collect(stated + ' in ' + paper + ': ' + quote) AS claims
WHERE size(counts) > 1
RETURN m.name AS model, active, counts, claims
ORDER BY model, active
