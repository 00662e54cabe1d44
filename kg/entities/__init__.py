"""Entity resolution: the PaperEntities of all Records in, Entities (one thing, one id) out."""
