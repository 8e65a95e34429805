/*
 * The hand-written limit: the same training as a C programmer would write it for these sizes alone. Sizes are constants
 * of the compilation, so the compiler unrolls and vectorises for them, as nabla does for its own.
 *
 *   cc -O3 -march=native -ffast-math -DROWS=… -DBATCH=… -DWIDTHS=784,128,10 -DLAYERS=2 -DLOSS=… … limit.c -lm
 *   limit <folder>
 *
 * Reads x.f32, y.f32 and start.f32 in the folder, makes the updates of the check in the order of the rows, writes
 * limit.f32, says it is ready and where that is; then answers each line "seconds" with the seconds that one update takes.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SQUARED, LOGISTIC, SOFTMAX };
enum { SGD, ADAM };
enum { IDENTITY, RELU, TANH };

static const int widths[LAYERS + 1] = {WIDTHS};
#define INPUTS (widths[0])
#define OUTPUTS (widths[LAYERS])
#define TILE 64

static float *x, *y, *parameters, *gradient, *moment, *square;
static int count;
static int updates;
/* The loss of the last batch: what nabla keeps for every update. */
static volatile float batchLoss;
static uint32_t order[ROWS];

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static float *array(size_t length) {
  void *memory = NULL;
  size_t bytes = (length * sizeof(float) + 127) & ~(size_t)63;
  if (posix_memalign(&memory, 64, bytes) != 0) exit(1);
  memset(memory, 0, bytes);
  return memory;
}

static float *readFloats(const char *folder, const char *name, size_t length) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  float *data = array(length);
  if (file == NULL || fread(data, sizeof(float), length, file) != length) exit(1);
  fclose(file);
  return data;
}

/* The loss of one output, stable for every z. */
static inline float lossOf(float z, float target) {
  if (LOSS == SQUARED) return (z - target) * (z - target);
  return fmaxf(z, 0) - z * target + log1pf(expf(-fabsf(z)));
}

static uint64_t state = 88172645463325252u;
static uint32_t below(uint32_t bound) {
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return (uint32_t)(((state >> 32) * bound) >> 32);
}

static void reshuffle(void) {
  for (uint32_t i = ROWS - 1; i > 0; i--) {
    uint32_t j = below(i + 1), kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
}

static void apply(void) {
  updates++;
  if (OPTIMIZER == SGD) {
    for (int i = 0; i < count; i++) parameters[i] -= RATE * gradient[i];
    return;
  }
  float first = 1 - powf(0.9f, updates), second = 1 - powf(0.999f, updates);
  for (int i = 0; i < count; i++) {
    float g = gradient[i];
    moment[i] = 0.9f * moment[i] + 0.1f * g;
    square[i] = 0.999f * square[i] + 0.001f * g * g;
    parameters[i] -= RATE * (moment[i] / first) / (sqrtf(square[i] / second) + 1e-8f);
  }
}

#if LAYERS == 1
/* One output, one row: a dot product, one number, the row times it. */
static void updateSingle(int row) {
  enum { N = FEATURES };
  const float *xi = x + (size_t)row * N;
  float z = parameters[N];
  for (int j = 0; j < N; j++) z += xi[j] * parameters[j];
  float e = LOSS == LOGISTIC ? 1 / (1 + expf(-z)) - y[row] : 2 * (z - y[row]);
  batchLoss = lossOf(z, y[row]);
  float rate = RATE * e;
  for (int j = 0; j < N; j++) parameters[j] -= rate * xi[j];
  parameters[N] -= rate;
}

/* One output, many rows in their own order: a tile's errors, then the tile again while it is in the cache. */
static void updateFused(int start, int rows) {
  enum { N = FEATURES };
  float sums[N] = {0}, weights[N], bias = 0, loss = 0, errors[TILE];
  memcpy(weights, parameters, sizeof weights);
  for (int t = 0; t < rows; t += TILE) {
    int size = rows - t < TILE ? rows - t : TILE;
    const float *xt = x + (size_t)(start + t) * N, *yt = y + start + t;
    for (int i = 0; i < size; i++) {
      float z = parameters[N];
      for (int j = 0; j < N; j++) z += xt[i * N + j] * weights[j];
      errors[i] = z;
    }
    for (int i = 0; i < size; i++) {
      float z = errors[i];
      loss += lossOf(z, yt[i]);
      errors[i] = LOSS == LOGISTIC ? 1 / (1 + expf(-z)) - yt[i] : 2 * (z - yt[i]);
    }
    for (int i = 0; i < size; i++) {
      float e = errors[i];
      bias += e;
      for (int j = 0; j < N; j++) sums[j] += e * xt[i * N + j];
    }
  }
  for (int j = 0; j < N; j++) gradient[j] = sums[j] / rows;
  gradient[N] = bias / rows;
  batchLoss = loss / rows;
  apply();
}
#endif

/* result[m][n] (+)= lhs · rhs with strides (a, 1 along k or k along rows); four rows share each row of rhs. */
static void product(const float *lhs, int rowStride, int kStride, const float *rhs, float *result, int m, int n, int k) {
  int i = 0;
  for (; i + 4 <= m; i += 4) {
    const float *l0 = lhs + i * rowStride, *l1 = l0 + rowStride, *l2 = l1 + rowStride, *l3 = l2 + rowStride;
    for (int j = 0; j < n; j += 32) {
      int wide = n - j < 32 ? n - j : 32;
      float a0[32] = {0}, a1[32] = {0}, a2[32] = {0}, a3[32] = {0};
      for (int p = 0; p < k; p++) {
        const float *r = rhs + (size_t)p * n + j;
        float f0 = l0[p * kStride], f1 = l1[p * kStride], f2 = l2[p * kStride], f3 = l3[p * kStride];
        if (wide == 32)
          for (int q = 0; q < 32; q++) a0[q] += f0 * r[q], a1[q] += f1 * r[q], a2[q] += f2 * r[q], a3[q] += f3 * r[q];
        else
          for (int q = 0; q < wide; q++) a0[q] += f0 * r[q], a1[q] += f1 * r[q], a2[q] += f2 * r[q], a3[q] += f3 * r[q];
      }
      for (int q = 0; q < wide; q++) {
        float *to = result + (size_t)i * n + j + q;
        to[0] += a0[q], to[n] += a1[q], to[2 * n] += a2[q], to[3 * n] += a3[q];
      }
    }
  }
  for (; i < m; i++)
    for (int p = 0; p < k; p++) {
      float f = lhs[i * rowStride + p * kStride];
      for (int j = 0; j < n; j++) result[(size_t)i * n + j] += f * rhs[(size_t)p * n + j];
    }
}

static float *layerOut[LAYERS + 1], *layerError[LAYERS + 1], *transposed;

/* Any net, any batch: forward, the loss's slope, backward, the rule. */
static void updateNet(const uint32_t *rows, int batch) {
  const float *w = parameters;
  for (int i = 0; i < batch; i++)
    memcpy(layerOut[0] + i * INPUTS, x + (size_t)rows[i] * INPUTS, INPUTS * sizeof(float));
  for (int l = 0; l < LAYERS; l++) {
    int from = widths[l], to = widths[l + 1];
    float *out = layerOut[l + 1];
    for (int i = 0; i < batch; i++) memcpy(out + i * to, w + from * to, to * sizeof(float));
    product(layerOut[l], from, 1, w, out, batch, to, from);
    if (l < LAYERS - 1)
      for (int i = 0; i < batch * to; i++) out[i] = ACTIVATION == RELU ? fmaxf(out[i], 0) : tanhf(out[i]);
    w += from * to + to;
  }
  float loss = 0;
  for (int i = 0; i < batch; i++) {
    const float *z = layerOut[LAYERS] + i * OUTPUTS;
    float *e = layerError[LAYERS] + i * OUTPUTS, target = y[rows[i]];
    if (LOSS == SOFTMAX) {
      float most = z[0], sum = 0;
      for (int j = 1; j < OUTPUTS; j++) most = fmaxf(most, z[j]);
      for (int j = 0; j < OUTPUTS; j++) sum += e[j] = expf(z[j] - most);
      loss += logf(sum) + most - z[(int)target];
      for (int j = 0; j < OUTPUTS; j++) e[j] = (e[j] / sum - (j == (int)target)) / batch;
    } else {
      loss += lossOf(z[0], target);
      e[0] = (LOSS == LOGISTIC ? 1 / (1 + expf(-z[0])) - target : 2 * (z[0] - target)) / batch;
    }
  }
  batchLoss = loss / batch;
  memset(gradient, 0, count * sizeof(float));
  int end = count;
  for (int l = LAYERS - 1; l >= 0; l--) {
    int from = widths[l], to = widths[l + 1], start = end - from * to - to;
    float *e = layerError[l + 1], *bias = gradient + end - to;
    for (int i = 0; i < batch; i++)
      for (int j = 0; j < to; j++) bias[j] += e[i * to + j];
    product(layerOut[l], 1, from, e, gradient + start, from, to, batch);
    if (l > 0) {
      float *below = layerError[l], *h = layerOut[l];
      for (int i = 0; i < from; i++)
        for (int j = 0; j < to; j++) transposed[j * from + i] = parameters[start + i * to + j];
      memset(below, 0, batch * from * sizeof(float));
      product(e, to, 1, transposed, below, batch, from, to);
      for (int i = 0; i < batch * from; i++) below[i] *= ACTIVATION == RELU ? h[i] > 0 : 1 - h[i] * h[i];
    }
    end = start;
  }
  apply();
}

static int next = 0;
static void update(int shuffled) {
  if (next + BATCH > ROWS) next = 0;
  if (next == 0 && shuffled) reshuffle();
#if LAYERS == 1
  if (OUTPUTS == 1 && BATCH == 1) updateSingle(order[next]);
  else if (OUTPUTS == 1 && BATCH == ROWS) updateFused(0, ROWS);
  else
#endif
    updateNet(order + next, BATCH);
  next += BATCH;
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  for (int l = 0; l < LAYERS; l++) count += (widths[l] + 1) * widths[l + 1];
  x = readFloats(argv[1], "x.f32", (size_t)ROWS * INPUTS);
  y = readFloats(argv[1], "y.f32", ROWS);
  parameters = readFloats(argv[1], "start.f32", count);
  gradient = array(count), moment = array(count), square = array(count);
  int largest = 0;
  for (int l = 0; l <= LAYERS; l++) {
    layerOut[l] = BATCH == ROWS ? NULL : array((size_t)BATCH * widths[l]);
    layerError[l] = BATCH == ROWS ? NULL : array((size_t)BATCH * widths[l]);
    if (l > 0 && widths[l] * widths[l - 1] > largest) largest = widths[l] * widths[l - 1];
  }
  transposed = array(largest);
  for (uint32_t i = 0; i < ROWS; i++) order[i] = i;

  for (int i = 0; i < CHECKED; i++) update(0);
  char path[4096];
  snprintf(path, sizeof path, "%s/limit.f32", argv[1]);
  FILE *file = fopen(path, "wb");
  if (file == NULL || fwrite(parameters, sizeof(float), count, file) != (size_t)count || fclose(file) != 0) return 1;
  printf("{\"ready\":true,\"result\":\"%s\"}\n", path);
  fflush(stdout);

  next = 0;
  double wanted;
  int steps = 1;
  while (scanf("%lf", &wanted) == 1) {
    double elapsed = 0;
    for (;;) {
      double begin = now();
      for (int i = 0; i < steps; i++) update(BATCH < ROWS);
      elapsed = now() - begin;
      if (elapsed >= wanted / 2) break;
      steps = (int)(steps * fmin(100, fmax(2, wanted / fmax(elapsed, 1e-9)))) + 1;
    }
    printf("%.9e\n", elapsed / steps);
    fflush(stdout);
  }
  return 0;
}
