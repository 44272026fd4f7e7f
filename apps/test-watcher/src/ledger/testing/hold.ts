/** Holds a tree until it is killed: `node hold.ts <tree> <folder of holds>`. */
import { holdTree } from '../hold.ts';

const [tree = '', holds = ''] = process.argv.slice(2);
holdTree(tree, holds);
process.stdout.write('held\n');
setInterval(() => {}, 60_000);
