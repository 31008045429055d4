// Healthy is who can be written to; the first call initiates the one-member set.
db.getSiblingDB("admin").auth("hotline-admin", process.env.ADMIN_PASSWORD);
try {
  rs.status();
} catch (notYet) {
  rs.initiate({ _id: "rs0", members: [{ _id: 0, host: "mongo:27017" }] });
}
quit(db.hello().isWritablePrimary ? 0 : 1);
