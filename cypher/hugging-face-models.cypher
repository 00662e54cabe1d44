// Models on Hugging Face
// Which models have which repository on Hugging Face, and which paper introduces them, or the series they belong to?
// $name = ""  part of the model's name, in any case; every model, if empty
// columns: model, huggingFaceId, parameters, paper, url
MATCH (m:Model)
WHERE m.huggingFaceId IS NOT NULL AND toLower(m.name) CONTAINS toLower($name)
OPTIONAL MATCH (m)-[:VARIANT_OF*0..2]->(:Model)<-[:INTRODUCES]-(p:Paper)
RETURN DISTINCT m.name AS model, m.huggingFaceId AS huggingFaceId, m.parameters AS parameters, p.title AS paper,
       p.url AS url
ORDER BY model, huggingFaceId, paper
