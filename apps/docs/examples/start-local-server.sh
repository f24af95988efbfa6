npx cos local --port 9000 --data ./cos-data
