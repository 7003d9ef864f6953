import { testGolden } from '../golden.js';

testGolden('explained');
