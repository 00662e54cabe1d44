// Models by training tokens
// Which models were trained on most text, and how many tokens a parameter is that?
// $limit = 50  how many rows
// columns: model, tokens, parameters, tokens_per_parameter
MATCH (m:Model)
WHERE m.trainingTokens IS NOT NULL
RETURN m.name AS model, m.trainingTokens AS tokens, m.parameters AS parameters,
       CASE WHEN m.parameters IS NULL THEN null ELSE round(10.0 * m.trainingTokens / m.parameters) / 10 END
         AS tokens_per_parameter
ORDER BY tokens DESC, model
LIMIT $limit
