// Serves @labdigital/commercetools-mock on 127.0.0.1, with its tokens checked, at the port given as PORT (0: any free one).
// The package has no command of its own, and its runServer() listens on all addresses.
import { CommercetoolsMock } from "@labdigital/commercetools-mock";

const mock = new CommercetoolsMock({ enableAuthentication: true, validateCredentials: true });
await mock.app.listen({ port: Number(process.env.PORT ?? 0), host: "127.0.0.1" });
console.log(`commercetools mock listens at http://127.0.0.1:${mock.server.address().port}`);

// Whoever started it holds its standard input; when that ends, so does the mock.
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
