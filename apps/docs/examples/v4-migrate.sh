cos v4-migrate guide cos://new-1250000000 --app-id 1250000000 --dry-run
cos v4-migrate guide cos://new-1250000000 --app-id 1250000000 --report report.jsonl
cos v4-migrate guide cos://new-1250000000 --app-id 1250000000
