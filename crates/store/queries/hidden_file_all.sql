SELECT DISTINCT mark FROM hidden_file
