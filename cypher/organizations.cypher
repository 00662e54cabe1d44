// Organizations and what they made
// Which models, datasets and methods did which organization develop?
// $organization = ""  part of the organization's name, in any case; every one, if empty
// columns: organization, models, datasets, methods
MATCH (o:Organization)<-[:DEVELOPED_BY]-(a)
WHERE toLower(o.name) CONTAINS toLower($organization)
WITH DISTINCT o, a ORDER BY a.name
RETURN o.name AS organization, [x IN collect(CASE WHEN a:Model THEN a.name END) WHERE x IS NOT NULL] AS models,
       [x IN collect(CASE WHEN a:Dataset THEN a.name END) WHERE x IS NOT NULL] AS datasets,
       [x IN collect(CASE WHEN a:Method THEN a.name END) WHERE x IS NOT NULL] AS methods
ORDER BY size(models) DESC, organization
