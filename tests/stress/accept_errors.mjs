// The system fails to accept (Debian package strace makes it): the server goes on, without spinning.
//
//   node tests/stress/accept_errors.mjs
import { ask, finish, get, sleep, startJauap, verdict, withFailing } from "./support.mjs";

for (const error of ["ECONNABORTED", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM", "EPROTO", "EPERM", "EINTR"]) {
  const server = await startJauap();
  let answered = 0;
  await withFailing(server, `accept4:error=${error}:when=1+3`, async () => {
    for (let i = 0; i < 20; ++i) answered += (await ask(server.port, get(server.port, "/livez"))).status !== 0 ? 1 : 0;
  });
  verdict(`${error} at every third accept`, answered === 20, `${answered} of 20 answered`);
  let waiting;
  const lines = await withFailing(server, `accept4:error=${error}`, async () => {
    waiting = ask(server.port, get(server.port, "/livez"));
    await sleep(2_000);
  });
  const calls = lines.filter((line) => line.includes("accept4(")).length;
  // A failure that may be of one client alone is tried again up to 64 times, then there is a pause of 50 ms.
  verdict("and at all of them for two seconds: no spinning", calls <= 64 * 2_600 / 50, `${calls} calls`);
  // Without descriptors a client is turned away instead.
  const { status } = await waiting;
  verdict("then the client that waited is answered", [200, 503].includes(status), status);
  verdict("and the program ends in order", (await server.stop()) === 0, "code 0");
}
finish();
