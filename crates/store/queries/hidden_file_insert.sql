INSERT OR IGNORE INTO hidden_file (mark, owner) VALUES (?1, ?2)
