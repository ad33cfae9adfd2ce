// Checks CloudFormation and SAM templates without an account:
//
//   CHECKS_HOME=folder-of-node_modules node infra/checks/check.mjs TEMPLATE...
//
// Two official sources, since neither knows all: the offline validator of CloudFormation (resources, references, conditions) and
// the SAM schema (what CloudFormation never sees). Prints a line per finding and ends with 1 if one is not explained below.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const home = createRequire(join(process.env.CHECKS_HOME ?? import.meta.dirname, "package.json"));
const Ajv = home("ajv-draft-04");
const { isMap, isScalar, isSeq, parseDocument } = home("yaml");
const { CompositeEngine, TemplateFile } = createRequire(home.resolve("aws-cdk-lib/package.json"))("@aws/cloudformation-validate");

// Warnings that are right in general and wrong here: the rule, where (the logical id and the property), and why.
const EXPLAINED = [
    [/^W1001$/, /^(SandboxFunctionName|DeployRoleArn) /, "inside an Fn::If on the very condition of the resource"],
    [/^W1028$/, /^SandboxImageFunction Properties.PackageType/, "a constant in disguise; template.yaml says why"],
    [/^W1030$/, /Role Properties.PermissionsBoundary$/, "the empty default is excluded by HasBoundary"],
    [/^W2509$/, /^(OpenAi|Anthropic|Git)SecretArn /, "the ARN of a secret is none"],
];

const SAM = JSON.parse(readFileSync(join(import.meta.dirname, "sam.schema.json"), "utf8"));
const ajv = new Ajv({ strict: false, allErrors: true });
const engine = new CompositeEngine();
let findings = 0;

for (const template of process.argv.slice(2)) {
    findings += cloudFormation(template) + sam(template);
}
console.log(findings === 0 ? "no findings" : findings + " findings");
// Not process.exit, which would cut off what a slow reader has not taken yet.
process.exitCode = findings === 0 ? 0 : 1;

function cloudFormation(template) {
    return engine
        .validateTemplate(new TemplateFile(template))
        .diagnostics.filter((d) => d.severity !== "INFO" && d.severity !== "DEBUG")
        .map((d) => ({ ...d, where: `${d.entity?.logicalId ?? ""} ${d.propertyPath ?? ""}` }))
        .filter((d) => !EXPLAINED.some(([rule, where]) => rule.test(d.ruleId) && where.test(d.where)))
        .map((d) => console.log(`${template}:${d.startLine} ${d.severity} ${d.ruleId} ${d.where}: ${d.message}`)).length;
}

/** Each resource against the definition of its own type, for an anyOf over all types tells nothing when it fails. */
function sam(template) {
    const document = parseDocument(readFileSync(template, "utf8"), { logLevel: "silent" });
    const { Globals, Resources, Transform } = plain(document.contents);
    if (Transform === undefined) {
        return 0;
    }
    const parts = Object.entries(Resources).map(([id, resource]) => [`Resources/${id}`, resource, definition(resource.Type)]);
    if (Globals !== undefined) {
        parts.push(["Globals", Globals, "__main____Globals"]);
    }
    return parts
        .filter(([, , name]) => name !== undefined)
        .flatMap(([path, part, name]) => complaints(part, name).map((text) => console.log(`${template} SAM ${path}${text}`))).length;
}

function definition(type) {
    return Object.keys(SAM.definitions).find((name) => SAM.definitions[name].properties?.Type?.enum?.includes(type));
}

function complaints(part, name) {
    const validate = ajv.getSchema(name) ?? ajv.addSchema({ $ref: "#/definitions/" + name, definitions: SAM.definitions }, name).getSchema(name);
    return validate(part) ? [] : validate.errors.map((e) => `${e.instancePath}: ${e.message} ${JSON.stringify(e.params)}`);
}

/** A YAML node as JSON, with the short forms of functions (`!Ref x`) as the long ones (`{"Ref": "x"}`). */
function plain(node) {
    const value = isMap(node)
        ? Object.fromEntries(node.items.map((pair) => [String(pair.key), plain(pair.value)]))
        : isSeq(node)
          ? node.items.map(plain)
          : isScalar(node)
            ? node.value
            : null;
    if (!node?.tag?.startsWith("!") || node.tag.startsWith("!!")) {
        return value;
    }
    const name = node.tag.slice(1);
    const key = name === "Ref" || name === "Condition" ? name : "Fn::" + name;
    return { [key]: name === "GetAtt" && typeof value === "string" ? value.split(".") : value };
}
