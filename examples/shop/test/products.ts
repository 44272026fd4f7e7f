import { Catalogue } from '../src/catalogue.ts';

export const catalogue = new Catalogue([
  { sku: 'tea', name: 'Tea', price: 350 },
  { sku: 'pot', name: 'Teapot', price: 2_400 },
]);
