// The clients of OpenAI's API that people have: its own and the Vercel AI SDK.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText, streamText } from "ai";
import OpenAI from "openai";
import { startJauap } from "./support.mjs";

const question = "What is the capital of Kenya?";
const user = (content) => ({ role: "user", content });
let server, client;

before(async () => {
  server = await startJauap();
  client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: "any", maxRetries: 0 });
});

after(async () => {
  assert.equal(await server?.stop(), 0);
});

const create = (options) => client.chat.completions.create({ model: "jauap", ...options });

describe("OpenAI's client", () => {
  it("lists the packs as models", async () => {
    const models = (await client.models.list()).data;
    const ready = await (await fetch(`${server.url}/readyz?verbose`)).json();
    assert.deepEqual(models.map(({ id }) => id), ["jauap", ...ready.packs.map(({ name }) => name)]);
    for (const model of models) assert.ok(Math.abs(model.created - Date.now() / 1000) < 600);
  });

  it("is answered, with the sources as annotations and as text", async () => {
    const completion = await create({ messages: [user(question)] });
    const { message, finish_reason: reason } = completion.choices[0];
    assert.match(message.content, /Nairobi[^]*\n\nSource: /);
    assert.equal(reason, "stop");
    assert.ok(completion._request_id);
    assert.ok(completion.usage.total_tokens > 0);
    const { url_citation: citation } = message.annotations[0];
    assert.match(citation.url, /^https:/);
    const line = [...message.content].slice(citation.start_index, citation.end_index).join("");
    assert.ok(line.startsWith("Source: ") && line.includes(citation.title) && line.includes(citation.url), line);
  });

  it("is answered in the light of what the user said before", async () => {
    const said = [user(question), { role: "assistant", content: "Nairobi." }, user("And of Estonia?")];
    assert.match((await create({ messages: said })).choices[0].message.content, /Tallinn/);
    // Nothing is kept for the next one.
    assert.doesNotMatch((await create({ messages: [user("And of Estonia?")] })).choices[0].message.content, /^The capital/);
    const long = [...Array.from({ length: 300 }, () => user("hello")), ...said];
    assert.match((await create({ messages: long })).choices[0].message.content, /Tallinn/);
  });

  it("gets a stream", async () => {
    let text = "";
    let reason;
    for await (const chunk of await create({ stream: true, messages: [user(question)] })) {
      text += chunk.choices[0].delta.content ?? "";
      reason = chunk.choices[0].finish_reason ?? reason;
    }
    const whole = await create({ messages: [user(question)] });
    assert.equal(text, whole.choices[0].message.content);
    assert.equal(reason, "stop");
    const runner = client.chat.completions.stream({
      model: "jauap", stream_options: { include_usage: true }, messages: [user([{ type: "text", text: question }])],
    });
    const final = await runner.finalChatCompletion();
    assert.equal(final.choices[0].message.content, text);
    assert.deepEqual(final.usage, whole.usage);
  });

  it("asks one pack by its model", async () => {
    const { data } = await client.models.list();
    const answers = await Promise.all(data.slice(1).map(async ({ id }) => (
      await create({ model: id, messages: [user(question)] })).choices[0].message.content.includes("Nairobi")));
    assert.ok(answers.includes(true) && answers.includes(false), answers.join());
  });

  it("is told politely what is not known, and what could be asked", async () => {
    const title = "### Task:\nGenerate a concise, 3-5 word title with an emoji summarizing the chat history.\n### Chat History:\nUSER: hello";
    for (const text of ["How large is trade with Atlantis?", title, "x".repeat(50_000)]) {
      const { content } = (await create({ messages: [user(text)] })).choices[0].message;
      assert.ok(content.length > 10, content);
    }
    const { content } = (await create({ messages: [user("What is the capital of Atlantis?")] })).choices[0].message;
    assert.match(content, /Atlantis[^]*\n\nYou could ask:\n- /);
  });

  it("ignores what it does not know", async () => {
    const completion = await create({
      messages: [{ role: "system", content: "Be brief." }, { role: "developer", content: [] }, user(question), { role: "tool", tool_call_id: "a", content: "x" }],
      temperature: 2, top_p: 0.1, n: 1, seed: 7, stop: ["x"], user: "u", logit_bias: {}, response_format: { type: "text" }, max_tokens: 1,
      tools: [{ type: "function", function: { name: "f", parameters: { type: "object", properties: { a: { type: "string" } } } } }],
    });
    assert.match(completion.choices[0].message.content, /Nairobi/);
  });

  it("gets errors as its own", async () => {
    const cases = [
      [{ messages: undefined }, 400, "messages"],
      [{ messages: [] }, 400, "messages"],
      [{ messages: [{ role: "system", content: "x" }] }, 400, "messages"],
      [{ messages: [user(7)] }, 400, "messages[0].content"],
      [{ messages: [{ content: "x" }] }, 400, "messages[0].role"],
      [{ messages: ["x"] }, 400, "messages[0]"],
      [{ messages: [user("x")], model: "no-such" }, 404, "model"],
      [{ messages: [user("x")], model: 7 }, 400, "model"],
      [{ messages: [user("x")], stream: "yes" }, 400, "stream"],
    ];
    for (const [options, status, param] of cases) {
      await assert.rejects(create(options), (error) => {
        assert.ok(error instanceof OpenAI.APIError);
        assert.equal(error.status, status);
        assert.equal(error.type, "invalid_request_error");
        assert.equal(error.param, param);
        return true;
      });
    }
    await assert.rejects(create({ model: "no-such", messages: [user("x")] }), OpenAI.NotFoundError);
    await assert.rejects(client.embeddings.create({ model: "jauap", input: "x" }), { status: 404, type: "invalid_request_error" });
  });
});

describe("the AI SDK", () => {
  const model = () => createOpenAICompatible({ name: "jauap", baseURL: `${server.url}/v1`, includeUsage: true })("jauap");

  it("generates a text", async () => {
    const { text, finishReason } = await generateText({ model: model(), prompt: question, maxRetries: 0 });
    assert.match(text, /Nairobi/);
    assert.equal(finishReason, "stop");
  });

  it("streams a text of a conversation", async () => {
    const result = streamText({
      model: model(), maxRetries: 0, messages: [user(question), { role: "assistant", content: "Nairobi." }, user("And of Estonia?")],
    });
    let text = "";
    for await (const part of result.textStream) text += part;
    assert.match(text, /Tallinn/);
    assert.ok((await result.usage).totalTokens > 0);
  });
});
