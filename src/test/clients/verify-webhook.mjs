// What a partner does with Node: verifies deliveries that a test has received, with the library of Standard Webhooks.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const deliveries = JSON.parse(readFileSync(process.argv[2], "utf8"));
if (deliveries.length === 0) throw new Error("there is no delivery to verify");
for (const { secret, headers, body } of deliveries) {
  // it refuses what is older than five minutes, and the tests may have taken longer
  Date.now = () => Number(headers["webhook-timestamp"]) * 1000;
  const message = new Webhook(secret).verify(body, headers);
  if (!message.type || !message.data) throw new Error("no type or no data in " + body);
  let refused = false;
  try {
    new Webhook(secret).verify(body + " ", headers);
  } catch {
    refused = true;
  }
  if (!refused) throw new Error("a body that was changed was verified");
}
console.log(`Node verifies ${deliveries.length} deliveries.`);
