console.log("building…");
