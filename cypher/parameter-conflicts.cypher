// Models whose parameter counts disagree
// For which models do papers state different numbers of parameters, and in which sentences?
// Total and active parameters are apart: only numbers of one kind can disagree.
// columns: model, active, counts, claims
MATCH (m:Model)-[r:HAS_PARAMETER_COUNT]->(c:ParameterCount)
WITH m, r, c ORDER BY c.low, c.high, r.paper, r.quote
WITH m, r.active AS active, collect(DISTINCT c.name) AS counts,
     collect(c.name + ' in ' + r.paper + ': ' + r.quote) AS claims
WHERE size(counts) > 1
RETURN m.name AS model, active, counts, claims
ORDER BY model, active
