using Adc.Compiler.Reports.GraphView;
using Adc.Tests.Support;

namespace Adc.Tests.Reports.GraphView;

public sealed class LayeredLayoutTests
{
    [Fact]
    public void A_chain_is_a_straight_line_however_long()
    {
        const int Boxes = 1000;
        PlacedGraph placed = Place(Boxes, [.. Enumerable.Range(0, Boxes - 1).Select(box => new ViewedArrow(box, box + 1))]);
        Assert.All(placed.Boxes, box => Assert.Equal(placed.Boxes[0].Centre, box.Centre, 6));
        Assert.All(placed.Arrows, arrow => Assert.Empty(arrow.Bends));
    }

    [Fact]
    public void Branches_stand_beside_each_other_and_meet_in_the_middle()
    {
        PlacedGraph placed = Place(4, [new(0, 1), new(0, 2), new(1, 3), new(2, 3)]);
        Assert.Equal(placed.Boxes[1].Y, placed.Boxes[2].Y);
        Assert.Equal((placed.Boxes[1].Centre + placed.Boxes[2].Centre) / 2, placed.Boxes[3].Centre, 6);
    }

    [Fact]
    public void A_long_arrow_goes_around_what_stands_between()
    {
        PlacedGraph placed = Place(4, [new(0, 1), new(1, 2), new(2, 3), new(0, 3)]);
        PlacedArrow shortcut = placed.Arrows[3];
        Assert.Equal(2, shortcut.Bends.Count);
        Assert.All(shortcut.Bends, bend => Assert.DoesNotContain(placed.Boxes, box => bend.X > box.X && bend.X < box.X + box.Width && bend.Y > box.Y && bend.Y < box.Y + box.Height));
    }

    [Fact]
    public void Arrows_that_need_not_cross_do_not()
    {
        // Three pairs, given in opposite orders.
        LayoutPoints points = Points(6, [new(0, 5), new(1, 4), new(2, 3)]);
        Assert.Equal(3, Crossings.Count(points));
        Crossings.Reduce(points);
        Assert.Equal(0, Crossings.Count(points));
    }

    [Fact]
    public void An_input_stands_right_above_its_first_reader() => Assert.Equal([0, 1, 2, 2, 3], Ranks.Of(5, [new(0, 1), new(1, 2), new(2, 4), new(3, 4)]));

    [Fact]
    public void Nothing_at_all_is_a_picture_too() => Assert.Empty(Place(0, []).Boxes);

    [Theory]
    [Seeds(30)]
    public void Boxes_never_overlap_and_arrows_lead_down(int seed)
    {
        var random = new Random(seed);
        int boxes = random.Next(1, 40);
        ViewedArrow[] arrows = [.. Enumerable.Range(0, random.Next(3 * boxes)).Select(_ => (From: random.Next(boxes), To: random.Next(boxes)))
            .Where(arrow => arrow.From < arrow.To).Distinct().Select(arrow => new ViewedArrow(arrow.From, arrow.To))];
        (double, double)[] sizes = [.. Enumerable.Range(0, boxes).Select(_ => (random.Next(50, 200) * 1.0, random.Next(20, 60) * 1.0))];

        PlacedGraph placed = LayeredLayout.Place(sizes, arrows);

        Assert.Equal(boxes, placed.Boxes.Count);
        foreach (PlacedBox box in placed.Boxes)
        {
            Assert.True(box.X >= 0 && box.Y >= 0 && box.X + box.Width <= placed.Width && box.Y + box.Height <= placed.Height);
            Assert.DoesNotContain(placed.Boxes, other => !ReferenceEquals(box, other) && box.X < other.X + other.Width && other.X < box.X + box.Width && box.Y < other.Y + other.Height && other.Y < box.Y + box.Height);
        }

        Assert.All(placed.Arrows, arrow =>
        {
            double[] y = [placed.Boxes[arrow.Arrow.From].Y, .. arrow.Bends.Select(bend => bend.Y), placed.Boxes[arrow.Arrow.To].Y];
            Assert.Equal(y.Order(), y);
        });
        LayoutPoints before = Points(boxes, arrows), after = Points(boxes, arrows);
        Crossings.Reduce(after);
        Assert.True(Crossings.Count(after) <= Crossings.Count(before));
        Assert.Equal(Naive(after), Crossings.Count(after));
    }

    private static long Naive(LayoutPoints points)
    {
        long count = 0;
        for (int rank = 0; rank + 1 < points.Order.Count; rank++)
        {
            (int From, int To)[] arrows = [.. points.Order[rank].SelectMany((point, place) => points.Below[point].Select(target => (place, points.Order[rank + 1].IndexOf(target))))];
            count += arrows.Sum(one => arrows.Count(other => one.From < other.From && one.To > other.To));
        }

        return count;
    }

    private static PlacedGraph Place(int boxes, ViewedArrow[] arrows) => LayeredLayout.Place([.. Enumerable.Repeat((100.0, 40.0), boxes)], arrows);

    private static LayoutPoints Points(int boxes, ViewedArrow[] arrows) => LayoutPoints.Of([.. Enumerable.Repeat((100.0, 40.0), boxes)], arrows, Ranks.Of(boxes, arrows));
}
