/** The things Stipple draws: what a patient has at hand on such days, never skin, needles or faces. */
import { ball, line, slope, surface } from "./picture.ts";
import type { Layer, Picture } from "./picture.ts";
import { along, box, curve, ellipse } from "./shapes.ts";

const picture = (width: number, height: number, dots: number, layers: Layer[]): Picture => ({ width, height, dots, layers });

function sun(): Picture {
  const rays = Array.from({ length: 24 }, (_, index) => {
    const angle = (index / 24) * 2 * Math.PI;
    const [cos, sin, end] = [Math.cos(angle), Math.sin(angle), index % 3 === 0 ? 92 : 68];
    return line(along([[100 + 50 * cos, 100 + 50 * sin], [100 + end * cos, 100 + end * sin]]), 2.4);
  });
  return picture(200, 200, 560, [...rays, surface(ellipse(100, 100, 38), ball(100, 100, 38, 0.12, 0.85), "warm")]);
}

function moon(): Picture {
  const craters = [[82, 78, 13], [116, 98, 10], [78, 118, 8], [104, 138, 11], [128, 70, 7]] as const;
  const stars = [[176, 46, 2.6], [186, 92, 1.8], [22, 58, 2.2], [30, 162, 1.8]] as const;
  return picture(200, 200, 500, [
    surface(ellipse(100, 102, 62), ball(100, 102, 62, 0.04, 0.9)),
    ...craters.map(([x, y, r]) => surface(ellipse(x, y, r), ball(x + r, y + r, r, 0.28, 0.6))),
    line(ellipse(100, 102, 62), 2, 0.5),
    ...stars.map(([x, y, r]) => surface(ellipse(x, y, r), () => 0.5, "cool")),
  ]);
}

function leaf(): Picture {
  const blade = along(curve([48, 160], [[30, 96], [84, 44], [170, 30]], [[174, 108], [130, 172], [48, 160]]), true);
  const veins = [0.24, 0.4, 0.56, 0.72].flatMap((t) => {
    const [x, y] = [48 + t * 112, 160 - t * 120];
    return [line(along([[x, y], [x + 34 - 14 * t, y + 2]]), 2, 0.42), line(along([[x, y], [x + 2, y - 36 + 14 * t]]), 2, 0.42)];
  });
  return picture(200, 200, 520, [
    surface(blade, slope(70, 60, 140, 160, 0.06, 0.7)),
    ...veins,
    line(blade, 2, 0.6),
    line(along(curve([24, 184], [[60, 142], [110, 92], [160, 40]])), 3.2, 0.9, "cool"),
  ]);
}

function hat(): Picture {
  const brim = ellipse(110, 112, 102, 36);
  const crown = along(curve([62, 104], [[58, 44], [80, 24], [110, 24]], [[140, 24], [162, 44], [158, 104]], [[146, 116], [74, 116], [62, 104]]), true);
  const band = along(curve([62, 84], [[80, 98], [140, 98], [158, 84]], [[159, 90], [159, 96], [158, 102]], [[144, 116], [76, 116], [62, 102]]), true);
  return picture(220, 165, 560, [
    surface(brim, slope(30, 80, 190, 150, 0.08, 0.7)),
    line(brim, 2, 0.7),
    surface(crown, slope(66, 30, 158, 90, 0.06, 0.72)),
    line(crown, 1.8, 0.55),
    surface(band, slope(62, 84, 158, 96, 0.4, 0.95), "warm"),
  ]);
}

function camera(): Picture {
  const body = box(22, 40, 188, 140, 10);
  const hump = along([[64, 41], [78, 22], [132, 22], [146, 41]], true);
  return picture(210, 160, 560, [
    surface(hump, slope(64, 22, 146, 44, 0.1, 0.4)),
    line(hump, 1.8, 0.7),
    surface(body, slope(30, 40, 186, 146, 0.06, 0.66)),
    line(body, 2, 0.75),
    surface(ellipse(105, 90, 37), slope(76, 62, 134, 120, 0.7, 0.14)),
    surface(ellipse(105, 90, 26), ball(105, 90, 26, 0.14, 0.95), "cool"),
    surface(ellipse(165, 58, 5), () => 0.8, "warm"),
  ]);
}

function phone(): Picture {
  const body = box(32, 12, 118, 208, 14);
  const screen = box(39, 26, 111, 194, 6);
  const note = box(45, 66, 105, 104, 6);
  return picture(150, 220, 520, [
    surface(body, slope(32, 12, 120, 208, 0.3, 0.8)),
    surface(screen, () => 0),
    line(body, 2, 0.8),
    line(screen, 1.4, 0.4),
    line(note, 2, 0.8),
    line(along([[64, 79], [97, 79]]), 2.2),
    line(along([[64, 91], [86, 91]]), 2.2),
    surface(ellipse(54, 79, 5), () => 0.85, "warm"),
  ]);
}

function bottle(): Picture {
  const body = along(curve([46, 74], [[44, 60], [116, 60], [114, 74]], [[114, 110], [113, 150], [112, 184]], [[110, 196], [50, 196], [48, 184]], [[47, 150], [46, 110], [46, 74]]), true);
  const cap = box(60, 26, 100, 60, 5);
  const drop = along(curve([80, 112], [[88, 126], [94, 134], [94, 142]], [[94, 160], [66, 160], [66, 142]], [[66, 134], [72, 126], [80, 112]]), true);
  return picture(160, 210, 480, [
    surface(cap, slope(60, 30, 102, 56, 0.3, 0.9)),
    surface(body, slope(48, 70, 122, 160, 0.06, 0.7)),
    line(body, 2, 0.7),
    surface(drop, ball(80, 140, 16, 0.4, 0.9), "warm"),
  ]);
}

export const PICTURES: Readonly<Record<string, () => Picture>> = { sun, moon, leaf, hat, camera, phone, bottle };
