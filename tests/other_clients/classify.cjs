// Classifies raw pictures with a model exported by `netwright export RUN --embed-resize`.
//
// node classify.cjs PACKAGE MODEL PICTURES.json
//
// PACKAGE is onnxruntime-node, or onnxruntime-web, which is what runs in a browser.
// PICTURES.json lists {file, shape}: raw pixels, uint8, and [height, width, channels]. Prints the
// probabilities of each picture as a line of JSON.

const fs = require("fs");
async function main(package, model, pictures) {
  const ort = require(package);
  const session = await ort.InferenceSession.create(model);
  for (const { file, shape } of JSON.parse(fs.readFileSync(pictures, "utf8"))) {
    const pixels = new Uint8Array(fs.readFileSync(file));
    const images = new ort.Tensor("uint8", pixels, [1, ...shape]);
    const { probabilities } = await session.run({ images });
    console.log(JSON.stringify(Array.from(probabilities.data)));
  }
}

main(...process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
