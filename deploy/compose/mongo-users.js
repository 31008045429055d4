// One user per service, its own database only; the relay reads and clears the outboxes of all of them.
const databases = ["intake", "routing", "notify", "publish", "reporting"];
const admin = db.getSiblingDB("admin");
const readWrite = (names) => names.map((name) => ({ role: "readWrite", db: name }));
const create = (user, roles) => admin.createUser({ user, pwd: process.env[`${user.toUpperCase()}_PASSWORD`], roles });

databases.forEach((name) => create(name, readWrite([name])));
create("relay", readWrite(databases));
create("ops", ["readAnyDatabase", "clusterMonitor"]);
