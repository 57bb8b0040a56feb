//! Projections on grids of every size.

use super::*;

#[test]
fn every_place_is_on_the_map_at_every_size() {
    for width in [2, 40, 80, 160, 240, 500] {
        for height in [4, 20, 48, 92, 156, 240] {
            let world = Projection::whole_world(GridSize { width, height }, false);
            for (code, place) in ["FJ", "NZ", "RU", "US", "AR", "GL", "WS", "TO", "KE"]
                .map(|code| (code, crate::atlas::facts(code).unwrap().map_position))
            {
                let dot = world.project_wrapped(place);
                assert!(
                    world.contains(dot),
                    "{code} at {width}x{height}: {dot:?} {world:?}"
                );
            }
        }
    }
}

#[test]
fn the_height_table_matches_millers_formula() {
    for tenth in -900..=900 {
        let north = f64::from(tenth) / 10.0 + 0.013;
        let exact = miller(north.min(90.0));
        assert!((miller_height(north) - exact).abs() < 0.01, "{north}");
    }
}

#[test]
fn the_world_fills_its_grid_with_little_stretch() {
    for (width, height) in [
        (160, 92),
        (240, 156),
        (400, 196),
        (166, 156),
        (500, 240),
        (80, 44),
    ] {
        let world = Projection::whole_world(GridSize { width, height }, false);
        let share = world.frame.width * world.frame.height / (f64::from(width) * f64::from(height));
        assert!(share > 0.80, "{width}x{height}: {share}");
        let ratio = world.down / world.across;
        assert!((0.8..=1.31).contains(&ratio), "{width}x{height}: {ratio}");
    }
}

#[test]
fn zooming_puts_the_centre_in_the_middle() {
    let world = Projection::whole_world(
        GridSize {
            width: 160,
            height: 92,
        },
        false,
    );
    for (north, east) in [
        (0.5, 37.9),
        (64.0, 26.0),
        (-18.0, 178.0),
        (-80.0, 20.0),
        (76.0, -169.0),
    ] {
        let place = LatLon { north, east };
        for times in [1.5, 2.0, 4.0, 8.0] {
            let zoomed = world.zoomed(times, place);
            let dot = zoomed.project_wrapped(place);
            assert!(zoomed.contains(dot), "{place:?} at {times}");
            assert!((dot.x - 80.0).abs() < 1.0, "{place:?} at {times}: {dot:?}");
        }
    }
}

/// Protects: a map of some places shows all of them with their surroundings, at a larger scale than the world where that is
/// possible, also across the seam.
#[test]
fn a_map_of_some_places_shows_little_else() {
    let place = |north, east| LatLon { north, east };
    let europe = [place(60.0, 10.0), place(38.0, -9.0), place(56.0, 44.0)];
    let pacific = [
        place(-18.0, 178.0),
        place(-14.0, -172.0),
        place(-41.0, 174.0),
    ];
    let everywhere = [
        place(60.0, 10.0),
        place(36.0, 138.0),
        place(38.0, -97.0),
        place(-35.0, 150.0),
    ];
    for (width, height) in [(118, 92), (166, 156), (400, 196), (80, 44)] {
        let world = Projection::whole_world(GridSize { width, height }, false);
        for places in [&europe[..], &pacific, &everywhere] {
            let map = world.around(places);
            for place in places {
                let dot = map.project_wrapped(*place);
                assert!(map.contains(dot), "{place:?} at {width}x{height}: {dot:?}");
            }
        }
        for places in [&europe, &pacific] {
            assert!(
                world.around(places).across > 1.5 * world.across,
                "{width}x{height}"
            );
        }
        let bottom = |map: Projection| map.top - map.frame.height / map.down;
        let north = [europe[0], everywhere[1], everywhere[2]];
        assert!(
            bottom(world.around(&north)) > bottom(world) + 10.0,
            "the empty south is left out"
        );
        assert_eq!(world.around(&[]), world);
    }
}
