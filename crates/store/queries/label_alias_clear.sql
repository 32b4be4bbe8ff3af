DELETE FROM label_alias
