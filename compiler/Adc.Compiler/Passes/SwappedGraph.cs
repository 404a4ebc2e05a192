using Adc.Compiler.Ir;
using Adc.Compiler.Ir.Operators;

namespace Adc.Compiler.Passes;

/// <summary>Makes a graph whose images are [batch, width, height, channels].</summary>
/// <remarks>Layers that cannot follow work on images in their old order, between two transposes.</remarks>
internal sealed class SwappedGraph
{
    private readonly Graph graph;
    private readonly List<Tensor> tensors;
    private readonly List<Node> nodes = [];
    private readonly Dictionary<TensorId, TensorId> restored = [];
    private TensorId? permutation;

    public SwappedGraph(Graph graph)
    {
        this.graph = graph;
        tensors = [.. graph.Tensors.Select(tensor => tensor.IsConstant ? tensor : tensor with { Type = HeightAndWidth.Swap(tensor.Type) })];
    }

    public Graph Build()
    {
        foreach (Node node in graph.Nodes)
        {
            if (!node.Inputs.Concat(node.Outputs).Any(IsImage))
            {
                nodes.Add(node);
            }
            else if (Following(node) is Node following)
            {
                nodes.Add(following);
            }
            else
            {
                Surround(node);
            }
        }

        return graph with { Tensors = tensors.ToSequence(), Nodes = nodes.ToSequence(), SwapsHeightAndWidth = true };
    }

    private bool IsImage(TensorId id) => !id.IsNone && !graph[id].IsConstant && HeightAndWidth.Has(graph.TypeOf(id).Shape);

    private bool IsConstant(TensorId id) => !id.IsNone && graph[id].IsConstant;

    /// <summary>The node on swapped images; null when its meaning depends on the order.</summary>
    private Node? Following(Node node) => !node.Outputs.All(IsImage) && node.Operator is not Reduce ? null : node.Operator switch
    {
        Conv2D convolution when IsConstant(node.Inputs[1]) => With(node, convolution with { Window = Swap(convolution.Window) }, 1),
        DepthwiseConv2D convolution when IsConstant(node.Inputs[1]) => With(node, convolution with { Window = Swap(convolution.Window) }, 1),
        Pool2D pool => node with
        {
            Operator = pool with { Window = Swap(pool.Window), KernelHeight = pool.KernelWidth, KernelWidth = pool.KernelHeight },
        },
        Abs or Cast or Dequantize or Elu or Exp or HardSwish or LeakyRelu or Logistic or LogSoftmax or LogicalNot or L2Normalization or Neg or Quantize or Relu or Rsqrt
            or Softmax or Sqrt or Square or Tanh => node,
        Add or Comparison or Div or Extremum or Logical or Mul or Prelu or SelectV2 or SquaredDifference or Sub => Elementwise(node),
        Concatenation join when node.Inputs.All(id => HeightAndWidth.Has(graph.TypeOf(id).Shape)) => With(node, new Concatenation(Swap(join.Axis)), [.. Constants(node)]),
        Pad or MirrorPad when Integers(node.Inputs[1]) is [int n0, int n1, int h0, int h1, int w0, int w1, int c0, int c1] =>
            WithIntegers(node, 1, [n0, n1, w0, w1, h0, h1, c0, c1]),
        ResizeBilinear or ResizeNearestNeighbor when Integers(node.Inputs[1]) is [int height, int width] => WithIntegers(node, 1, [width, height]),
        Reduce reduce when IsConstant(node.Inputs[1]) => Reduced(node, reduce),
        _ => null,
    };

    // Constants broadcast from the last axis on: those that vary along channels only fit either order.
    private Node? Elementwise(Node node)
    {
        List<TensorId> inputs = [];
        foreach (TensorId id in node.Inputs)
        {
            Shape shape = graph.TypeOf(id).Shape;
            bool isFlat = shape.Rank <= 1 || shape.Extents.Take(shape.Rank - 1).All(extent => extent == 1);
            if (IsImage(id) || (IsConstant(id) && isFlat))
            {
                inputs.Add(id);
            }
            else if (IsConstant(id) && shape.Rank <= 4)
            {
                TensorType full = graph.TypeOf(id) with { Shape = new([.. Enumerable.Repeat(1, 4 - shape.Rank), .. shape.Extents]) };
                inputs.Add(Added($"{graph[id].Name}/swapped", HeightAndWidth.Swap(full), HeightAndWidth.Swap(graph[id].Data!, full)));
            }
            else
            {
                return null;
            }
        }

        return node with { Inputs = inputs.ToSequence() };
    }

    private Node? Reduced(Node node, Reduce reduce)
    {
        Shape input = graph.TypeOf(node.Inputs[0]).Shape;
        if (!IsImage(node.Inputs[0]) || Integers(node.Inputs[1]) is not int[] axes || Reduce.Reduced(input, axes) is not { } reduced
            || (!reduce.KeepDimensions && !(reduced[1] && reduced[2])))
        {
            return null;
        }

        return WithIntegers(node, 1, [.. axes.Select(axis => Swap(axis < 0 ? axis + input.Rank : axis))]);
    }

    private void Surround(Node node)
    {
        Sequence<TensorId> inputs = node.Inputs.Select(id => IsImage(id) ? Restored(id, node) : id).ToSequence();
        List<(TensorId From, TensorId To)> outputs = [];
        Sequence<TensorId> own = node.Outputs.Select(id =>
        {
            if (!IsImage(id) || IsOnePixel(id))
            {
                return id;
            }

            TensorId plain = Added($"{graph[id].Name}/plain", graph.TypeOf(id));
            outputs.Add((plain, id));
            return plain;
        }).ToSequence();
        nodes.Add(node with { Inputs = inputs, Outputs = own });
        foreach ((TensorId from, TensorId to) in outputs)
        {
            nodes.Add(Turned(from, to, node));
        }
    }

    /// <summary>An image in its old order.</summary>
    private TensorId Restored(TensorId id, Node reader)
    {
        if (IsOnePixel(id))
        {
            return id;
        }

        if (!restored.TryGetValue(id, out TensorId plain))
        {
            restored[id] = plain = Added($"{graph[id].Name}/plain", graph.TypeOf(id));
            nodes.Add(Turned(id, plain, reader));
        }

        return plain;
    }

    // Only the shape changes where one of the two extents is 1.
    private Node Turned(TensorId from, TensorId to, Node neighbour)
    {
        if (IsOnePixelThick(from))
        {
            return new Node(new Reshape(), [from], [to], neighbour.Origin);
        }

        permutation ??= Added("swap/permutation", new TensorType(ElementType.Int32, Shape.Of(4)), ConstantData.Of<int>([0, 2, 1, 3]));
        return new Node(new Transpose(), [from, permutation.Value], [to], neighbour.Origin);
    }

    private bool IsOnePixel(TensorId id) => graph.TypeOf(id).Shape is var shape && shape[1] == 1 && shape[2] == 1;

    private bool IsOnePixelThick(TensorId id) => tensors[id.Value].Type.Shape is var shape && (shape[1] == 1 || shape[2] == 1);

    private Node With(Node node, Operator @operator, params int[] swappedConstants) => node with
    {
        Operator = @operator,
        Inputs = node.Inputs.Select((id, position) => swappedConstants.Contains(position)
            ? Added($"{graph[id].Name}/swapped", HeightAndWidth.Swap(graph.TypeOf(id)), HeightAndWidth.Swap(graph[id].Data!, graph.TypeOf(id)))
            : id).ToSequence(),
    };

    private Node WithIntegers(Node node, int position, int[] values)
    {
        TensorType type = graph.TypeOf(node.Inputs[position]) with { Element = ElementType.Int32 };
        TensorId id = Added($"{graph[node.Inputs[position]].Name}/swapped", type, ConstantData.Of<int>(values));
        return node with { Inputs = node.Inputs.Select((input, index) => index == position ? id : input).ToSequence() };
    }

    private IEnumerable<int> Constants(Node node) => Enumerable.Range(0, node.Inputs.Count).Where(position => IsConstant(node.Inputs[position]));

    private int[]? Integers(TensorId id) => !IsConstant(id) ? null : graph.TypeOf(id).Element switch
    {
        ElementType.Int32 => graph[id].Data!.ToArray<int>(),
        ElementType.Int64 => Array.ConvertAll(graph[id].Data!.ToArray<long>(), value => checked((int)value)),
        _ => null,
    };

    private TensorId Added(string name, TensorType type, ConstantData? data = null)
    {
        tensors.Add(new Tensor(new TensorId(tensors.Count), name, type, -1, data));
        return tensors[^1].Id;
    }

    private static int Swap(int axis) => axis switch { 1 or -3 => 2, 2 or -2 => 1, _ => axis };

    private static Window Swap(Window window) => window with
    {
        StrideX = window.StrideY, StrideY = window.StrideX, DilationX = window.DilationY, DilationY = window.DilationX,
    };
}
