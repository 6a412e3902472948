// Classifies raw pictures with a model exported by `netwright export RUN --embed-resize`.
//
// node classify.cjs MODEL PICTURES.json
//
// PICTURES.json lists {file, shape}: raw pixels, uint8, and [height, width, channels]. Prints the
// probabilities of each picture as a line of JSON.

const fs = require("fs");
const ort = require("onnxruntime-node");

async function main(model, pictures) {
  const session = await ort.InferenceSession.create(model);
  for (const { file, shape } of JSON.parse(fs.readFileSync(pictures, "utf8"))) {
    const pixels = new Uint8Array(fs.readFileSync(file));
    const images = new ort.Tensor("uint8", pixels, [1, ...shape]);
    const { probabilities } = await session.run({ images });
    console.log(JSON.stringify(Array.from(probabilities.data)));
  }
}

main(process.argv[2], process.argv[3]).catch((error) => {
  console.error(error);
  process.exit(1);
});
