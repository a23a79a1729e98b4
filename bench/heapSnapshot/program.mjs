// Fills its heap with what programs have (objects of classes, strings, Maps, closures) and writes a snapshot of it. About 190
// bytes of snapshot come from each object: `program.mjs <file> <objects>`.
import v8 from 'node:v8';

class Order {
  constructor(id) {
    this.id = id;
    this.customer = `customer ${id % 5000}`;
    this.lines = [{ sku: `sku-${id}`, amount: id % 9 }];
    this.total = () => this.lines.length * id;
  }
}

const [, , file, objects] = process.argv;
const orders = new Map();
for (let id = 0; id < Number(objects) / 8; id++) orders.set(`order ${id}`, new Order(id));
v8.writeHeapSnapshot(file);
if (orders.size < 0) console.log(orders);
