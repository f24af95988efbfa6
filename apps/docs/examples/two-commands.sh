npm run quickstart
npm test
