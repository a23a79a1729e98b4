// Stars that attract each other: one hot pair of loops, most of which is inlined from vector3.h.
#include "vector3.h"
#include <cstdio>
#include <cstdlib>
#include <vector>

struct Star {
  Vector3 position, velocity;
  double mass;
};

static std::vector<Star> scatter(int count) {
  std::vector<Star> stars;
  unsigned seed = 7;
  auto random = [&seed] {
    seed = seed * 1664525u + 1013904223u;
    return seed / 4294967296.0 - 0.5;
  };
  for (int i = 0; i < count; i++) {
    stars.push_back({{random(), random(), random()}, {random(), random(), random()}, random() + 1});
  }
  return stars;
}

__attribute__((noinline)) static Vector3 attraction(const Star &star, const std::vector<Star> &stars) {
  Vector3 sum{0, 0, 0};
  for (const Star &other : stars) {
    const Vector3 towards = other.position - star.position;
    const double distance = towards.length() + 0.01;
    sum += towards * (other.mass / (distance * distance * distance));
  }
  return sum;
}

static void step(std::vector<Star> &stars, double time) {
  for (Star &star : stars) star.velocity += attraction(star, stars) * time;
  for (Star &star : stars) star.position += star.velocity * time;
}

int main(int count, char **arguments) {
  const int steps = count > 1 ? std::atoi(arguments[1]) : 300;
  std::vector<Star> stars = scatter(1000);
  for (int i = 0; i < steps; i++) step(stars, 1e-5);
  double energy = 0;
  for (const Star &star : stars) energy += star.mass * star.velocity.squared() / 2;
  std::printf("the stars move with an energy of %.6f\n", energy);
}
