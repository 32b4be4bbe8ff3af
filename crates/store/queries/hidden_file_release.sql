DELETE FROM hidden_file WHERE owner = ?1
