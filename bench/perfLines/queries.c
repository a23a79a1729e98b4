// What applications do with SQLite, for as many seconds as asked: inserts with an index, joins, sorts, text search, JSON, recursion.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include "sqlite3.h"

static sqlite3 *db;

static void run(const char *sql) {
  char *message = NULL;
  if (sqlite3_exec(db, sql, NULL, NULL, &message) == SQLITE_OK) return;
  fprintf(stderr, "%s: %s\n", sql, message);
  exit(1);
}

static const char *const queries[] = {
  "SELECT customer, count(*), sum(price * amount) FROM orders JOIN items USING (id) GROUP BY customer ORDER BY 3 DESC",
  "SELECT count(*) FROM orders AS a JOIN orders AS b ON a.day = b.day AND a.customer < b.customer",
  "SELECT * FROM items ORDER BY price, amount, id LIMIT 100",
  "SELECT count(*) FROM items WHERE name LIKE '%9_7%' OR name GLOB '*3?1*'",
  "SELECT sum(json_extract(note, '$.tags[1]')), group_concat(note ->> '$.name') FROM orders",
  "SELECT customer, avg(total) OVER (PARTITION BY day ORDER BY customer ROWS 20 PRECEDING) FROM orders",
  "WITH RECURSIVE n(i, s) AS (VALUES (1, 0) UNION ALL SELECT i + 1, (s * 31 + i) % 1009 FROM n WHERE i < 60000)"
  " SELECT count(DISTINCT s) FROM n",
  "SELECT count(*) FROM words WHERE words MATCH 'word7* OR word19'",
  "UPDATE orders SET total = (SELECT sum(price * amount) FROM items WHERE items.id = orders.id)",
};

int main(int count, char **arguments) {
  const double seconds = count > 1 ? atof(arguments[1]) : 1;
  sqlite3_open(":memory:", &db);
  run("CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INT, day INT, total REAL, note TEXT);"
      "CREATE TABLE items (id INT, name TEXT, price REAL, amount INT);"
      "CREATE INDEX byOrder ON items (id);"
      "CREATE VIRTUAL TABLE words USING fts5 (text);");
  for (int round = 0; clock() < seconds * CLOCKS_PER_SEC; round++) {
    run("BEGIN; DELETE FROM orders; DELETE FROM items; DELETE FROM words;"
        "WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 8000) INSERT INTO orders"
        " SELECT i, i * 7919 % 500, i % 300, 0, json_object('name', 'order ' || i, 'tags', json_array(i, i * 2)) FROM n;"
        "INSERT INTO items SELECT id % 8000 + 1, 'item ' || (id * 31), id * 13 % 997 / 7.0, id % 9 FROM orders;"
        "INSERT INTO words SELECT 'word' || (id % 97) || ' word' || (id % 193) || ' ' || note FROM orders; COMMIT;");
    for (size_t query = 0; query < sizeof queries / sizeof *queries; query++) run(queries[query]);
  }
  return sqlite3_close(db);
}
