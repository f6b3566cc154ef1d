// Reads a connect.yaml from standard input as commercetools Connect does and prints it as JSON; what is wrong with it
// goes to the error output, with exit code 1.
import { text } from "node:stream/consumers";
import { ConnectorSpecificationParser } from "@commercetools-connect/specification";

try {
    const manifest = await new ConnectorSpecificationParser().parse(await text(process.stdin));
    console.log(JSON.stringify(manifest));
} catch (problem) {
    console.error(problem.message);
    process.exitCode = 1;
}
