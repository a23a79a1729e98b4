#pragma once
#include <cmath>

/** A point or a direction; everything here is small enough to be inlined. */
struct Vector3 {
  double x, y, z;

  Vector3 operator-(const Vector3 &other) const { return {x - other.x, y - other.y, z - other.z}; }
  Vector3 operator*(double factor) const { return {x * factor, y * factor, z * factor}; }
  Vector3 &operator+=(const Vector3 &other) {
    x += other.x;
    y += other.y;
    z += other.z;
    return *this;
  }
  double squared() const { return x * x + y * y + z * z; }
  double length() const {
    return std::sqrt(squared()); // hot
  }
};
