namespace Adc.Compiler.Lowering.Cpu;

/// <summary>The handwritten kernels of firmware/kernels.</summary>
public static class Kernels
{
    public static Kernel AddS8 { get; } = new("adc_add_s8", ["int8_t", "int8_t"], "int8_t", "adc_add_s8.h");

    public static Kernel AddTableS8 { get; } = new("adc_add_table_s8", ["int8_t", "int8_t"], "int8_t", "adc_add_table_s8.h");

    public static Kernel AddS16 { get; } = new("adc_add_s16", ["int16_t", "int16_t"], "int16_t", "adc_add_s16.h");

    public static Kernel ArithmeticF32 { get; } = new("adc_arithmetic_f32", ["float", "float"], "float", "adc_arithmetic_f32.h");

    public static Kernel CompareF32 { get; } = new("adc_compare_f32", ["float", "float"], "uint8_t", "adc_compare.h");

    public static Kernel CompareS32 { get; } = new("adc_compare_s32", ["int32_t", "int32_t"], "uint8_t", "adc_compare.h");

    public static Kernel CompareS8 { get; } = new("adc_compare_s8", ["int8_t", "int8_t"], "uint8_t", "adc_compare.h");

    public static Kernel ExtremumS8 { get; } = new("adc_extremum_s8", ["int8_t", "int8_t"], "int8_t", "adc_extremum_s8.h");

    public static Kernel Logical { get; } = new("adc_logical", ["uint8_t", "uint8_t"], "uint8_t", "adc_logical.h");

    public static Kernel MulS16 { get; } = new("adc_mul_s16", ["int16_t", "int16_t"], "int16_t", "adc_mul.h");

    public static Kernel MulS8 { get; } = new("adc_mul_s8", ["int8_t", "int8_t"], "int8_t", "adc_mul.h");

    public static Kernel PreluS8 { get; } = new("adc_prelu_s8", ["int8_t", "int8_t"], "int8_t", "adc_prelu_s8.h");

    public static Kernel Select { get; } = new("adc_select", ["void", "void", "uint8_t"], "void", "adc_select.h");

    public static Kernel SquaredDifferenceS8 { get; } = new("adc_squared_difference_s8", ["int8_t", "int8_t"], "int8_t", "adc_squared_difference_s8.h");

    public static Kernel AveragePoolS8 { get; } = new("adc_average_pool_s8", "int8_t", "int8_t", "adc_average_pool_s8.h");

    public static Kernel BatchMatMulS8 { get; } = new("adc_batch_matmul_s8", ["int8_t", "int8_t"], "int8_t", "adc_batch_matmul_s8.h");

    public static Kernel Conv2DPatchesS8 { get; } = new("adc_conv2d_patches_s8", ["int8_t"], "int8_t", "adc_conv2d_patches_s8.h", "uint32_t");

    public static Kernel Conv2DTilesS8 { get; } = new("adc_conv2d_tiles_s8", ["int8_t"], "int8_t", "adc_conv2d_tiles_s8.h", "uint32_t");

    public static Kernel Conv2DTilesWideS8 { get; } = new("adc_conv2d_tiles_wide_s8", ["int8_t"], "int8_t", "adc_conv2d_tiles_s8.h", "uint32_t");

    public static Kernel Conv2DWinogradS8 { get; } = new("adc_conv2d_winograd_s8", ["int8_t"], "int8_t", "adc_conv2d_winograd_s8.h", "uint32_t");

    public static Kernel Conv2DS16 { get; } = new("adc_conv2d_s16", "int16_t", "int16_t", "adc_conv2d_s16.h");

    public static Kernel Conv2DS8 { get; } = new("adc_conv2d_s8", "int8_t", "int8_t", "adc_conv2d_s8.h");

    public static Kernel DepthwiseConv2DS16 { get; } = new("adc_depthwise_conv2d_s16", "int16_t", "int16_t", "adc_depthwise_conv2d_s16.h");

    public static Kernel DepthwiseConv2DS8 { get; } = new("adc_depthwise_conv2d_s8", "int8_t", "int8_t", "adc_depthwise_conv2d_s8.h");

    public static Kernel DepthwisePlanesS8 { get; } = new("adc_depthwise_planes_s8", ["int8_t"], "int8_t", "adc_depthwise_planes_s8.h", "uint32_t");

    public static Kernel FullyConnectedS16 { get; } = new("adc_fully_connected_s16", "int16_t", "int16_t", "adc_fully_connected_s16.h");

    public static Kernel FullyConnectedS8 { get; } = new("adc_fully_connected_s8", "int8_t", "int8_t", "adc_fully_connected_s8.h");

    public static Kernel FullyConnectedS8S32 { get; } = new("adc_fully_connected_s8_s32", "int8_t", "int32_t", "adc_fully_connected_s8.h");

    public static Kernel ExpandF16S32 { get; } = new("adc_expand_f16_s32", "uint16_t", "int32_t", "adc_expand.h");

    public static Kernel FullyConnectedPacked { get; } = new("adc_fully_connected_packed", "int16_t", "int16_t", "adc_fully_connected_packed.h");

    public static Kernel WidenS8S16 { get; } = new("adc_widen_s8_s16", "int8_t", "int16_t", "adc_convert.h");

    public static Kernel NarrowS16S8 { get; } = new("adc_narrow_s16_s8", "int16_t", "int8_t", "adc_convert.h");

    public static Kernel Copy { get; } = new("adc_copy", "void", "void", "adc_convert.h");

    public static Kernel QuantizeF32S8 { get; } = new("adc_quantize_f32_s8", "float", "int8_t", "adc_quantize.h");

    public static Kernel QuantizeF32S16 { get; } = new("adc_quantize_f32_s16", "float", "int16_t", "adc_quantize.h");

    public static Kernel QuantizeExactF32S8 { get; } = new("adc_quantize_exact_f32_s8", "float", "int8_t", "adc_quantize.h");

    public static Kernel QuantizeExactF32S16 { get; } = new("adc_quantize_exact_f32_s16", "float", "int16_t", "adc_quantize.h");

    public static Kernel QuantizeF32Q16 { get; } = new("adc_quantize_f32_q16", "float", "int16_t", "adc_quantize.h");

    public static Kernel QuantizeExactF32Q16 { get; } = new("adc_quantize_exact_f32_q16", "float", "int16_t", "adc_quantize.h");

    public static Kernel DequantizeS8F32 { get; } = new("adc_dequantize_s8_f32", "int8_t", "float", "adc_quantize.h");

    public static Kernel DequantizeS16F32 { get; } = new("adc_dequantize_s16_f32", "int16_t", "float", "adc_quantize.h");

    public static Kernel LookupS8 { get; } = new("adc_lookup_s8", "int8_t", "int8_t", "adc_lookup_s8.h");

    public static Kernel MaxPoolS8 { get; } = new("adc_max_pool_s8", "int8_t", "int8_t", "adc_max_pool_s8.h");

    public static Kernel ReduceMaxS8 { get; } = new("adc_reduce_max_s8", "int8_t", "int8_t", "adc_reduce_s8.h");

    public static Kernel ReduceSumS8 { get; } = new("adc_reduce_sum_s8", "int8_t", "int8_t", "adc_reduce_s8.h");

    public static Kernel SoftmaxS8 { get; } = new("adc_softmax_s8", "int8_t", "int8_t", "adc_softmax_s8.h");

    public static Kernel SoftmaxS8Float { get; } = new("adc_softmax_s8_float", "int8_t", "int8_t", "adc_softmax_s8.h");

    public static Kernel RescaleS8S16 { get; } = new("adc_rescale_s8_s16", "int8_t", "int16_t", "adc_rescale.h");

    public static Kernel RescaleS8S32 { get; } = new("adc_rescale_s8_s32", "int8_t", "int32_t", "adc_rescale.h");

    public static Kernel RescaleS16S8 { get; } = new("adc_rescale_s16_s8", "int16_t", "int8_t", "adc_rescale.h");

    public static Kernel RescaleS16S16 { get; } = new("adc_rescale_s16_s16", "int16_t", "int16_t", "adc_rescale.h");

    public static Kernel RescaleS16S32 { get; } = new("adc_rescale_s16_s32", "int16_t", "int32_t", "adc_rescale.h");

    public static Kernel RescaleS32S8 { get; } = new("adc_rescale_s32_s8", "int32_t", "int8_t", "adc_rescale.h");

    public static Kernel RescaleS32S16 { get; } = new("adc_rescale_s32_s16", "int32_t", "int16_t", "adc_rescale.h");

    public static Kernel AbsS16 { get; } = new("adc_abs_s16", "int16_t", "int16_t", "adc_abs_s16.h");

    public static Kernel LeakyReluS16 { get; } = new("adc_leaky_relu_s16", "int16_t", "int16_t", "adc_leaky_relu_s16.h");

    public static Kernel LogisticS16 { get; } = new("adc_logistic_s16", "int16_t", "int16_t", "adc_sigmoid_s16.h");

    public static Kernel TanhS16 { get; } = new("adc_tanh_s16", "int16_t", "int16_t", "adc_sigmoid_s16.h");

    public static Kernel SoftmaxS16 { get; } = new("adc_softmax_s16", "int16_t", "int16_t", "adc_softmax_s16.h");

    public static Kernel LogSoftmaxS8 { get; } = new("adc_log_softmax_s8", "int8_t", "int8_t", "adc_log_softmax_s8.h");

    public static Kernel LogSoftmaxS8Float { get; } = new("adc_log_softmax_s8_float", "int8_t", "int8_t", "adc_log_softmax_s8_float.h");

    public static Kernel L2NormalizationS8 { get; } = new("adc_l2_normalization_s8", "int8_t", "int8_t", "adc_l2_normalization_s8.h");

    public static Kernel AbsF32 { get; } = new("adc_abs_f32", "float", "float", "adc_unary_f32.h");

    public static Kernel ClampF32 { get; } = new("adc_clamp_f32", "float", "float", "adc_unary_f32.h");

    public static Kernel HardSwishF32 { get; } = new("adc_hard_swish_f32", "float", "float", "adc_unary_f32.h");

    public static Kernel LeakyReluF32 { get; } = new("adc_leaky_relu_f32", "float", "float", "adc_unary_f32.h");

    public static Kernel NegF32 { get; } = new("adc_neg_f32", "float", "float", "adc_unary_f32.h");

    public static Kernel RsqrtF32 { get; } = new("adc_rsqrt_f32", "float", "float", "adc_unary_f32.h");

    public static Kernel SqrtF32 { get; } = new("adc_sqrt_f32", "float", "float", "adc_unary_f32.h");

    public static Kernel SquareF32 { get; } = new("adc_square_f32", "float", "float", "adc_unary_f32.h");

    public static Kernel EluF32 { get; } = new("adc_elu_f32", "float", "float", "adc_transcendental_f32.h");

    public static Kernel ExpF32 { get; } = new("adc_exp_f32", "float", "float", "adc_transcendental_f32.h");

    public static Kernel LogisticF32 { get; } = new("adc_logistic_f32", "float", "float", "adc_transcendental_f32.h");

    public static Kernel TanhF32 { get; } = new("adc_tanh_f32", "float", "float", "adc_transcendental_f32.h");

    public static Kernel SoftmaxF32 { get; } = new("adc_softmax_f32", "float", "float", "adc_softmax_f32.h");

    public static Kernel FullyConnectedF32 { get; } = new("adc_fully_connected_f32", "float", "float", "adc_fully_connected_f32.h");

    public static Kernel Move { get; } = new("adc_move", "void", "void", "adc_move.h");

    public static Kernel Fill { get; } = new("adc_fill", [], "void", "adc_move.h");

    public static Kernel ArgS8 { get; } = new("adc_arg_s8", "int8_t", "void", "adc_arg.h");

    public static Kernel ArgF32 { get; } = new("adc_arg_f32", "float", "void", "adc_arg.h");

    public static Kernel Cast { get; } = new("adc_cast", "void", "void", "adc_cast.h");

    public static Kernel Gather { get; } = new("adc_gather", ["void", "int32_t"], "void", "adc_gather.h");

    public static Kernel ResizeBilinearS8 { get; } = new("adc_resize_bilinear_s8", "int8_t", "int8_t", "adc_resize_bilinear_s8.h");

    public static Kernel ResizeNearestNeighbor { get; } = new("adc_resize_nearest_neighbor", "void", "void", "adc_resize_nearest_neighbor.h");

    public static Kernel LstmLastS8 { get; } = new("adc_lstm_last_s8", "int8_t", "int8_t", "adc_lstm_s8.h");

    public static Kernel LstmS8 { get; } = new("adc_lstm_s8", ["int8_t", "int8_t"], "int8_t", "adc_lstm_s8.h", "int16_t");

    public static Kernel SvdfFeatureS8 { get; } = new("adc_svdf_feature_s8", "int8_t", "int8_t", "adc_svdf.h");

    public static Kernel SvdfFeatureS16 { get; } = new("adc_svdf_feature_s16", "int8_t", "int16_t", "adc_svdf.h");

    public static Kernel SvdfTimeS8 { get; } = new("adc_svdf_time_s8", "int8_t", "int8_t", "adc_svdf.h");

    public static Kernel SvdfTimeS16 { get; } = new("adc_svdf_time_s16", "int16_t", "int8_t", "adc_svdf.h");

    public static Kernel TransposeConvS8 { get; } = new("adc_transpose_conv_s8", "int8_t", "int8_t", "adc_transpose_conv_s8.h");
}
