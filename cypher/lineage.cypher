// What a model is built on, step by step
// On which models is $model based, directly or through others, and where is its code?
// Each row is a chain of up to four steps, or of none; papers that say the same count once. Code is what is linked
// to the model, and then what is linked to a paper that introduces it.
// $model = "Llama-3-SynE"  the model's name or another spelling of it, in any case
// columns: model, steps, chain, relations, code
MATCH (m:Model)
WHERE toLower(m.name) = toLower($model) OR any(alias IN coalesce(m.aliases, []) WHERE toLower(alias) = toLower($model))
OPTIONAL MATCH (m)-[r:BASED_ON|VARIANT_OF]->(a:Model)
WITH DISTINCT m, type(r) AS first, a
OPTIONAL MATCH (a)-[r:BASED_ON|VARIANT_OF]->(b:Model) WHERE b.id <> m.id
WITH DISTINCT m, first, a, type(r) AS second, b
OPTIONAL MATCH (b)-[r:BASED_ON|VARIANT_OF]->(c:Model) WHERE NOT c.id IN [m.id, a.id]
WITH DISTINCT m, first, a, second, b, type(r) AS third, c
OPTIONAL MATCH (c)-[r:BASED_ON|VARIANT_OF]->(d:Model) WHERE NOT d.id IN [m.id, a.id, b.id]
WITH DISTINCT m, [x IN [m.name, a.name, b.name, c.name, d.name] WHERE x IS NOT NULL] AS chain,
     [x IN [first, second, third, type(r)] WHERE x IS NOT NULL] AS relations
OPTIONAL MATCH (m)-[:HAS_REPOSITORY]->(h:Repository)
WITH m, chain, relations, h.url AS url ORDER BY url
WITH m, chain, relations, collect(DISTINCT url) AS own
OPTIONAL MATCH (p:Paper)-[:INTRODUCES]->(m)
OPTIONAL MATCH (p)-[:HAS_REPOSITORY]->(h:Repository)
WITH m, chain, relations, own, h.url AS url ORDER BY url
WITH m, chain, relations, own, collect(DISTINCT url) AS papers
RETURN m.name AS model, size(relations) AS steps, chain, relations, own + [x IN papers WHERE NOT x IN own] AS code
ORDER BY model, steps, chain, relations
