// For tests of whatever exports metrics
export { type Exposition, type Family, parseExposition, type Sample } from './parse-exposition.ts';
export { scrape } from './scrape.ts';
