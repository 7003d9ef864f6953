// The signs and rows of the overview are those of the stills.

import { testGolden } from '../golden.js';

testGolden('overview');
